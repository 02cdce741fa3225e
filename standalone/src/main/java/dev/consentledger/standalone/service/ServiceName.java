package dev.consentledger.standalone.service;

import java.nio.file.Path;

/** The three services: how each is called, its usual port and where its build puts it. */
public enum ServiceName {
    CONSENT_API("consent-api", 8080, "--api-port"),
    LEDGER_SERVICE("ledger-service", 8081, "--ledger-port"),
    REPORTING_SERVICE("reporting-service", 8082, "--reporting-port");

    private final String module;
    private final int usualPort;
    private final String portOption;

    ServiceName(String module, int usualPort, String portOption) {
        this.module = module;
        this.usualPort = usualPort;
        this.portOption = portOption;
    }

    /** The name of its module and of its process. */
    public String module() {
        return module;
    }

    public int usualPort() {
        return usualPort;
    }

    /** The command-line option that gives it another port. */
    public String portOption() {
        return portOption;
    }

    /** The jar that starts it. */
    public Path jar(Path projectRoot) {
        return projectRoot.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
