package dev.consentledger.benchmarks.append;

/** One thread for each piece of work, whose start is nothing beside the work. */
final class Threads {

    private Threads() {}

    static void start(Runnable work) {
        Thread thread = new Thread(work, "appends");
        thread.setDaemon(true);
        thread.start();
    }
}
