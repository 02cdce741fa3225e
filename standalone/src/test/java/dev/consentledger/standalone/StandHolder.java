package dev.consentledger.standalone;

import java.nio.file.Path;

/** Main class of a JVM that holds a stand until it is killed; prints its servers' process ids. */
final class StandHolder {
    private StandHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        Stand stand = Stand.start(Path.of(arguments[0]), StandOptions.withFreePorts());
        System.out.println(stand.broker().pid() + " " + stand.postgres().pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
