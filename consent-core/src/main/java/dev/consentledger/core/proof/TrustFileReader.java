package dev.consentledger.core.proof;

import dev.consentledger.core.note.MalformedKey;
import dev.consentledger.core.note.SignatureType;
import dev.consentledger.core.note.VerifierKey;
import dev.consentledger.core.proof.TrustFile.Group;
import dev.consentledger.core.proof.TrustFile.Log;
import dev.consentledger.core.proof.TrustFile.Witness;
import dev.consentledger.core.text.DecimalText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the lines of a {@link TrustFile} (C2SP tlog-policy, section "Policy file syntax and
 * structure"). Used once, by one thread.
 */
final class TrustFileReader {

    private static final String SIZES = "sizes";

    private final List<Log> logs = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> defined = new HashSet<>();
    private Optional<String> quorum = Optional.empty();
    private int line;

    TrustFile read(byte[] bytes) throws MalformedTrust {
        for (String text : decode(bytes).split("\n", -1)) {
            line++;
            String words = text.replace('\t', ' ');
            if (words.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw fault("there is a control character");
            }
            words = words.strip();
            if (!words.isEmpty() && !words.startsWith("#")) {
                try {
                    read(List.of(words.split(" +")));
                } catch (IllegalArgumentException e) {
                    throw fault(e.getMessage());
                }
            }
        }
        String rule =
                quorum.orElseThrow(
                        () ->
                                new MalformedTrust(
                                        "the line of the quorum is missing, such as: quorum none"));
        try {
            return new TrustFile(logs, witnesses, groups, rule);
        } catch (IllegalArgumentException e) {
            throw new MalformedTrust(e.getMessage());
        }
    }

    private void read(List<String> words) throws MalformedTrust {
        switch (words.get(0)) {
            case "log" -> log(words);
            case "witness" -> witness(words);
            case "group" -> group(words);
            case "quorum" -> quorum(words);
            default -> throw fault("a line begins with log, witness, group or quorum");
        }
    }

    private void log(List<String> words) throws MalformedTrust {
        List<String> rest = words.subList(1, words.size());
        long sizeMin = 0;
        long sizeMax = Long.MAX_VALUE;
        if (rest.size() >= 3 && rest.get(rest.size() - 2).equals(SIZES)) {
            String[] range = rest.get(rest.size() - 1).split("-", -1);
            if (range.length != 2) {
                throw fault("sizes are written as <min>-<max> or <min>-");
            }
            sizeMin = size(range[0]);
            sizeMax = range[1].isEmpty() ? sizeMax : size(range[1]);
            rest = rest.subList(0, rest.size() - 2);
        }
        if (rest.isEmpty() || rest.size() > 2) {
            throw fault("expected: log <vkey> [<url>] [sizes <min>-[<max>]]");
        }
        LogKey key = new LogKey(key(rest.get(0), SignatureType.ED25519), sizeMin, sizeMax);
        logs.add(new Log(key, rest.stream().skip(1).findFirst()));
    }

    private void witness(List<String> words) throws MalformedTrust {
        if (words.size() < 3 || words.size() > 4) {
            throw fault("expected: witness <name> <vkey> [<url>]");
        }
        VerifierKey key = key(words.get(2), SignatureType.COSIGNATURE_V1);
        witnesses.add(new Witness(define(words.get(1)), key, words.stream().skip(3).findFirst()));
    }

    private void group(List<String> words) throws MalformedTrust {
        if (words.size() < 4) {
            throw fault("expected: group <name> all|any|<number> <member>...");
        }
        List<String> members = words.subList(3, words.size());
        for (String member : members) {
            requireDefined(member);
        }
        groups.add(new Group(define(words.get(1)), threshold(words.get(2), members), members));
    }

    private int threshold(String word, List<String> members) throws MalformedTrust {
        switch (word) {
            case "all":
                return members.size();
            case "any":
                return 1;
            default:
                OptionalLong number = DecimalText.read(word);
                if (number.isEmpty()
                        || number.getAsLong() < 1
                        || number.getAsLong() > members.size()) {
                    throw fault("a group's threshold is all, any, or a number of its members");
                }
                return (int) number.getAsLong();
        }
    }

    private void quorum(List<String> words) throws MalformedTrust {
        if (words.size() != 2 || quorum.isPresent()) {
            throw fault("there is one line: quorum <name>");
        }
        if (!words.get(1).equals(TrustFile.NONE)) {
            requireDefined(words.get(1));
        }
        quorum = Optional.of(words.get(1));
    }

    private VerifierKey key(String vkey, SignatureType type) throws MalformedTrust {
        try {
            VerifierKey key = VerifierKey.parse(vkey);
            if (key.type() != type) {
                throw fault("a key of a log stands for a witness's, or the other way about");
            }
            return key;
        } catch (MalformedKey e) {
            throw fault(e.getMessage());
        }
    }

    private long size(String digits) throws MalformedTrust {
        return DecimalText.read(digits).orElseThrow(() -> fault("a size is a number of entries"));
    }

    private String define(String name) throws MalformedTrust {
        if (!defined.add(name)) {
            throw fault("the name %s is defined twice".formatted(name));
        }
        return name;
    }

    private void requireDefined(String name) throws MalformedTrust {
        if (!defined.contains(name)) {
            throw fault("no witness or group %s is defined before".formatted(name));
        }
    }

    private MalformedTrust fault(String why) {
        return new MalformedTrust("line %d: %s".formatted(line, why));
    }

    private static String decode(byte[] bytes) throws MalformedTrust {
        if (bytes.length > TrustFile.BYTES_MAX) {
            throw new MalformedTrust("a trust file has at most 1,000,000 bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedTrust("a trust file is UTF-8");
        }
    }
}
