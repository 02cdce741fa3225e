package dev.consentledger.architecture.wrong.other;

import dev.consentledger.architecture.wrong.verify.WrongVerifier;
import java.net.http.HttpClient;

/** Meets the network and imports a program. */
public record OtherProgram(WrongVerifier verifier, HttpClient client) {}
