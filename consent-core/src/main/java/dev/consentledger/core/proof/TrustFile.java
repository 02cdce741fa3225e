package dev.consentledger.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consentledger.core.note.VerifierKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Trust} as a text of lines: the policy of C2SP tlog-policy, with one addition, {@code sizes
 * <min>-[<max>]} at the end of a line of a log, for a key that may not sign trees of every size.
 * Other readers refuse such a line, so that none takes a retired key for one without limits. Other
 * than there, one public key may be of several logs, because a ledger's shards share one.
 * Immutable.
 *
 * @param logs in the order of their lines; none twice with the same key and origin
 * @param witnesses likewise; no public key twice
 * @param groups of witnesses and of groups before them; each name is a member once at most
 * @param quorum the name of a witness or a group, or {@link #NONE}
 */
public record TrustFile(
        List<Log> logs, List<Witness> witnesses, List<Group> groups, String quorum) {

    /** The quorum that nobody belongs to. */
    public static final String NONE = "none";

    /** Thousands of keys, and no more. */
    public static final int BYTES_MAX = 1_000_000;

    public TrustFile {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        groups = List.copyOf(groups);
        if (logs.stream().map(log -> log.key().key()).distinct().count() != logs.size()) {
            throw new IllegalArgumentException("the same key of a log is listed twice");
        }
        trust(logs, witnesses, groups, quorum);
    }

    /**
     * A line {@code log <vkey> [<url>] [sizes <min>-[<max>]]}.
     *
     * @param url where the log is served, without a slash at its end
     */
    public record Log(LogKey key, Optional<String> url) {
        public Log {
            url.ifPresent(TrustFile::requireWord);
        }
    }

    /**
     * A line {@code witness <name> <vkey> [<url>]}.
     *
     * @param name has a meaning in this file only
     */
    public record Witness(String name, VerifierKey key, Optional<String> url) {
        public Witness {
            requireName(name);
            url.ifPresent(TrustFile::requireWord);
        }
    }

    /** A line {@code group <name> <threshold> <member>...}. */
    public record Group(String name, int threshold, List<String> members) {
        public Group {
            members = List.copyOf(members);
            requireName(name);
        }
    }

    /** A file of logs that are accepted on their own word. */
    public static TrustFile of(List<Log> logs) {
        return new TrustFile(logs, List.of(), List.of(), NONE);
    }

    /** What the file says. */
    public Trust trust() {
        return trust(logs, witnesses, groups, quorum);
    }

    /**
     * Reads a file, with comments, empty lines and white space as C2SP allows them.
     *
     * @throws MalformedTrust with the first fault and its line
     */
    public static TrustFile parse(byte[] bytes) throws MalformedTrust {
        return new TrustFileReader().read(bytes);
    }

    /** The lines, each of them with one space between words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        logs.forEach(log -> text.append(line(log)));
        for (Witness witness : witnesses) {
            text.append("witness ").append(witness.name()).append(' ').append(witness.key());
            witness.url().ifPresent(url -> text.append(' ').append(url));
            text.append('\n');
        }
        for (Group group : groups) {
            text.append("group ").append(group.name()).append(' ').append(threshold(group));
            group.members().forEach(member -> text.append(' ').append(member));
            text.append('\n');
        }
        return text.append("quorum ").append(quorum).append('\n').toString();
    }

    /** The text in UTF-8. */
    public byte[] toBytes() {
        return text().getBytes(UTF_8);
    }

    private static String line(Log log) {
        LogKey key = log.key();
        StringBuilder line = new StringBuilder("log ").append(key.key());
        log.url().ifPresent(url -> line.append(' ').append(url));
        boolean ends = key.sizeMax() < Long.MAX_VALUE;
        if (key.sizeMin() > 0 || ends) {
            line.append(" sizes ").append(key.sizeMin()).append('-');
            line.append(ends ? Long.toString(key.sizeMax()) : "");
        }
        return line.append('\n').toString();
    }

    private static String threshold(Group group) {
        if (group.threshold() == group.members().size()) {
            return "all";
        }
        return group.threshold() == 1 ? "any" : Integer.toString(group.threshold());
    }

    private static Trust trust(
            List<Log> logs, List<Witness> witnesses, List<Group> groups, String quorum) {
        Map<String, Quorum> named = new HashMap<>();
        witnesses.forEach(witness -> define(named, witness.name(), new Quorum.One(witness.key())));
        Set<String> members = new HashSet<>();
        for (Group group : groups) {
            List<Quorum> resolved =
                    group.members().stream().map(member -> resolve(named, member)).toList();
            if (!group.members().stream().allMatch(members::add)) {
                throw new IllegalArgumentException(
                        "a member of the group %s is one already".formatted(group.name()));
            }
            define(named, group.name(), new Quorum.Group(group.threshold(), resolved));
        }
        return new Trust(
                logs.stream().map(Log::key).toList(),
                witnesses.stream().map(Witness::key).toList(),
                quorum.equals(NONE) ? new Quorum.None() : resolve(named, quorum));
    }

    private static void define(Map<String, Quorum> named, String name, Quorum quorum) {
        if (named.putIfAbsent(name, quorum) != null) {
            throw new IllegalArgumentException("the name %s is defined twice".formatted(name));
        }
    }

    private static Quorum resolve(Map<String, Quorum> named, String name) {
        Quorum quorum = named.get(name);
        if (quorum == null) {
            throw new IllegalArgumentException(
                    "no witness or group %s is defined before".formatted(name));
        }
        return quorum;
    }

    private static void requireName(String name) {
        requireWord(name);
        if (name.equals(NONE)) {
            throw new IllegalArgumentException("nobody is named " + NONE);
        }
    }

    private static void requireWord(String word) {
        if (word.isEmpty() || !word.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("a name or URL is one word without spaces");
        }
    }
}
