package dev.consentledger.reporting.proof;

/** Records for tests of other packages. */
public final class SampleRecord {

    private SampleRecord() {}

    /** Of somebody who accepted everything. */
    public static ProofOfConsent accepted() {
        return Sample.imagine().build();
    }
}
