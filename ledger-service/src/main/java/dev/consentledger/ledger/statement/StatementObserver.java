package dev.consentledger.ledger.statement;

/** Is told what becomes of operators' statements, on any thread. */
public interface StatementObserver {

    /** A statement led to an entry. */
    void applied();

    /** A statement, or what looked like one, does not count. */
    void ignored();
}
