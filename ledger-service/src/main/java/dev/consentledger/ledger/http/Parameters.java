package dev.consentledger.ledger.http;

import dev.consentledger.core.text.DecimalText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.OptionalLong;

/** Numbers in queries, in their one spelling. */
final class Parameters {

    private Parameters() {}

    /**
     * The number; absent where the parameter is.
     *
     * @throws HttpProblem where it is no number from 0 to 2<sup>63</sup> - 1
     */
    static OptionalLong number(String name, Optional<String> value) {
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong number = DecimalText.read(value.get());
        if (number.isEmpty()) {
            throw notANumber(name);
        }
        return number;
    }

    static HttpProblem notANumber(String name) {
        return Problems.invalidParameter(
                name, "Give %s as a number of digits alone, such as 300.".formatted(name));
    }
}
