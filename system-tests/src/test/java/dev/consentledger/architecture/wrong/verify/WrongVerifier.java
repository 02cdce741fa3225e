package dev.consentledger.architecture.wrong.verify;

import java.net.http.HttpClient;
import javax.sql.DataSource;

/** Meets the network, as it may, and a database, as it may not. */
public record WrongVerifier(HttpClient client, DataSource database) {}
