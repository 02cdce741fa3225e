package dev.consentledger.standalone.service;

import java.nio.file.Path;

/** The three services: how each is called, its usual port and where its build puts it. */
public enum ServiceName {
    CONSENT_API("consent-api", 8080),
    LEDGER_SERVICE("ledger-service", 8081),
    REPORTING_SERVICE("reporting-service", 8082);

    private final String module;
    private final int usualPort;

    ServiceName(String module, int usualPort) {
        this.module = module;
        this.usualPort = usualPort;
    }

    /** The name of its module and of its process. */
    public String module() {
        return module;
    }

    public int usualPort() {
        return usualPort;
    }

    /** The jar that starts it. */
    public Path jar(Path projectRoot) {
        return projectRoot.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
