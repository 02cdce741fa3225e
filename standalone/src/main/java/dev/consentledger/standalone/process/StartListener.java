package dev.consentledger.standalone.process;

/** Hears how far a start is. Called from several threads. */
public interface StartListener {
    /** Hears nothing. */
    StartListener SILENT =
            new StartListener() {
                @Override
                public void starting(String name) {}

                @Override
                public void ready(String name) {}
            };

    void starting(String name);

    void ready(String name);
}
