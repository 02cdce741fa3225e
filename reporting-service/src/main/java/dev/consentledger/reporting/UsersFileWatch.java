package dev.consentledger.reporting;

import dev.consentledger.reporting.users.UsersFile;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Looks every two seconds whether somebody has changed the users. */
@Singleton
public class UsersFileWatch {

    private final UsersFile file;

    UsersFileWatch(UsersFile file) {
        this.file = file;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        file.refresh();
    }
}
