package dev.consentledger.core.verify;

import dev.consentledger.core.text.DecimalText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The arguments of a command, taken apart: {@code --name value} or {@code --name=value}, flags, and
 * the rest in its order. After {@code --} everything is rest. Immutable.
 */
record Options(Map<String, String> values, List<String> rest) {

    /** For every command. */
    static final String JSON = "--json";

    Options {
        values = Map.copyOf(values);
        rest = List.copyOf(rest);
    }

    /**
     * @param valued the options that have a value
     * @param flags those that have none, beside {@link #JSON}
     */
    static Options parse(List<String> arguments, Set<String> valued, Set<String> flags)
            throws UsageError {
        Map<String, String> values = new HashMap<>();
        List<String> rest = new ArrayList<>();
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (argument.equals("--")) {
                rest.addAll(arguments.subList(at + 1, arguments.size()));
                break;
            }
            if (!argument.startsWith("-") || argument.equals("-")) {
                rest.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? "" : argument.substring(equals + 1);
            if (valued.contains(name)) {
                if (equals < 0 && ++at == arguments.size()) {
                    throw new UsageError(name + " needs a value");
                }
                value = equals < 0 ? arguments.get(at) : value;
            } else if (equals >= 0 || !(flags.contains(name) || name.equals(JSON))) {
                throw new UsageError("unknown option " + argument);
            }
            if (values.put(name, value) != null) {
                throw new UsageError(name + " is given twice");
            }
        }
        return new Options(values, rest);
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) throws UsageError {
        return value(name).orElseThrow(() -> new UsageError(name + " is required"));
    }

    /** The value of an option as a whole number within bounds. */
    OptionalLong number(String name, long min, long max) throws UsageError {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        OptionalLong number = DecimalText.read(values.get(name));
        if (number.isEmpty() || number.getAsLong() < min || number.getAsLong() > max) {
            throw new UsageError("%s is a whole number from %d to %d".formatted(name, min, max));
        }
        return number;
    }

    /** The only argument that is left. */
    String only(String what) throws UsageError {
        if (rest.size() != 1) {
            throw new UsageError("expected one argument: " + what);
        }
        return rest.get(0);
    }
}
