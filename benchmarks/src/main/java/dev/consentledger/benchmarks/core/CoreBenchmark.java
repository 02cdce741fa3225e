package dev.consentledger.benchmarks.core;

import dev.consentledger.benchmarks.drain.RealisticRecords;
import dev.consentledger.core.entry.ConsentEntry;
import dev.consentledger.core.entry.Decoding;
import dev.consentledger.core.entry.EntryCodec;
import dev.consentledger.core.log.Batch;
import dev.consentledger.core.log.Head;
import dev.consentledger.core.log.LedgerRecord;
import dev.consentledger.core.log.Reading;
import dev.consentledger.core.log.Readings;
import dev.consentledger.core.log.RecordReader;
import dev.consentledger.core.log.Sequencer;
import dev.consentledger.core.log.Stored;
import dev.consentledger.core.merkle.CompactRange;
import dev.consentledger.core.merkle.Hash;
import dev.consentledger.core.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The pure code that every entry goes through, on one thread. Each figure is time for one entry,
 * over a batch of as many as one transaction of ledger-service appends.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(CoreBenchmark.BATCH)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CoreBenchmark {

    static final int BATCH = 2_000;

    private static final int SHARDS = 1;
    private static final byte[] LEDGER_KEY = new byte[32];

    private final List<ConsentEntry> entries = new ArrayList<>();
    private final List<LedgerRecord> records = new ArrayList<>();
    private final List<Hash> leafHashes = new ArrayList<>();
    private final RecordReader reader = new RecordReader(0, SHARDS);
    private final Sequencer sequencer = new Sequencer(LEDGER_KEY);
    private Readings readings = Readings.NONE;

    /** Makes the batch; the same one for every benchmark. */
    @Setup(Level.Trial)
    public void make() {
        RealisticRecords source = new RealisticRecords(SHARDS);
        for (int offset = 0; offset < BATCH; offset++) {
            RealisticRecords.Made made = source.next();
            entries.add(made.entry());
            records.add(
                    new LedgerRecord(
                            offset,
                            0,
                            made.key(),
                            made.value(),
                            Optional.of(made.evidence()),
                            Optional.empty()));
            leafHashes.add(TreeHash.leaf(made.value()));
        }
        readings = sequencer.about(records.stream().map(reader::read).toList());
        if (!readings.all().stream().allMatch(Reading.Sound.class::isInstance)) {
            throw new IllegalStateException("the records of the benchmark are not sound");
        }
    }

    /** Entry to canonical bytes. */
    @Benchmark
    public List<byte[]> encode() {
        List<byte[]> encoded = new ArrayList<>(BATCH);
        for (ConsentEntry entry : entries) {
            encoded.add(EntryCodec.encode(entry));
        }
        return encoded;
    }

    /** Bytes to entry, with the proof that they are its canonical bytes. */
    @Benchmark
    public List<Decoding> decode() {
        List<Decoding> decoded = new ArrayList<>(BATCH);
        for (LedgerRecord record : records) {
            decoded.add(EntryCodec.decode(record.value()));
        }
        return decoded;
    }

    /** What ledger-service does with a record before the transaction: entry, evidence, key. */
    @Benchmark
    public List<Reading> read() {
        List<Reading> read = new ArrayList<>(BATCH);
        for (LedgerRecord record : records) {
            read.add(reader.read(record));
        }
        return read;
    }

    /** What it does in the transaction: ids, indexes, leaf hashes and the new head. */
    @Benchmark
    public Batch sequence() {
        return sequencer.sequence(Head.empty(1, 0), readings, Stored.NOTHING);
    }

    /** The part of that which is the Merkle tree. */
    @Benchmark
    public CompactRange append() {
        return CompactRange.EMPTY.append(leafHashes);
    }
}
