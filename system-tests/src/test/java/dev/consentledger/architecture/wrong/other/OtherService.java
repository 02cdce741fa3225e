package dev.consentledger.architecture.wrong.other;

/** Stands for another service. */
public record OtherService(String name) {}
