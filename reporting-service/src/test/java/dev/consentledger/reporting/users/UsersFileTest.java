package dev.consentledger.reporting.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersFileTest {

    /** Of the test users' password, made by crypt(3) of libxcrypt. */
    private static final String OF_CRYPT =
            "$2y$10$abcdefghijklmnopqrstuuCj7fyLDJytXL.TfOiOeiv0fQvSOK1/2";

    private static final String HASH = "$2b$10$" + "a".repeat(53);

    @TempDir Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("users");
    }

    @Test
    void usersAreReadWithTheirGrants() throws IOException {
        Files.writeString(
                file, "# who may\n\n" + TestUsers.lines(Map.of("anna", "dpo@*,reader@a.example")));

        Users users = UsersFile.open(Optional.of(file)).get();

        assertThat(users.withPassword("anna", TestUsers.PASSWORD).orElseThrow().grants())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("dpo@*", "reader@a.example");
        assertThat(users.withPassword("anna", "incorrect horse")).isEmpty();
        assertThat(users.withPassword("ben", TestUsers.PASSWORD)).isEmpty();
    }

    @Test
    void hashesOfOtherToolsAreRead() {
        assertThat(new PasswordHash(OF_CRYPT).matches(TestUsers.PASSWORD)).isTrue();
        assertThat(new PasswordHash(OF_CRYPT).matches("incorrect horse")).isFalse();
    }

    @Test
    void theHashOfNobodyIsReadAndMatchesNothing() {
        assertThat(PasswordHash.ofNobody(10).matches("")).isFalse();
        assertThat(PasswordHash.ofNobody(10).matches("x".repeat(200))).isFalse();
    }

    @Test
    void changedFileCountsAndAMistakeInItDoesNot() throws IOException {
        Files.writeString(file, TestUsers.lines(Map.of("anna", "dpo@*")));
        UsersFile users = UsersFile.open(Optional.of(file));

        Files.writeString(file, TestUsers.lines(Map.of("ben", "dpo@*")));
        users.refresh();
        assertThat(users.get().named("ben")).isPresent();
        assertThat(users.get().named("anna")).isEmpty();

        Files.writeString(file, "cleo boss@* " + HASH + "\n");
        users.refresh();
        assertThat(users.get().named("ben")).isPresent();

        Files.delete(file);
        users.refresh();
        assertThat(users.get().named("ben")).isEmpty();
    }

    @Test
    void withoutAFileThereIsNobody() {
        assertThat(UsersFile.open(Optional.empty()).get().named("anna")).isEmpty();
        assertThat(UsersFile.open(Optional.of(file)).get().named("anna")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "anna dpo@*           | users: line 2: a line has 3 words, not 2",
                "anna dpo@*, x HASH   | users: line 2: a line has 3 words, not 4",
                "Anna dpo@* HASH      | users: line 2: 'Anna' is no name",
                "anna: dpo@* HASH     | users: line 2: 'anna:' is no name",
                "anna dpo@*, HASH     | users: line 2: '' is no grant",
                "anna boss@* HASH     | users: line 2: there is no role 'boss'",
                "anna dpo@* secret    | users: line 2: the last word is no bcrypt hash; write the line that deploy/user-line prints",
                "anna dpo@* CHEAP     | users: line 2: the hash's cost is 4; make one with a cost from 10 to 14",
                "ben dpo@* HASH       | users: line 2: there is a second 'ben'"
            })
    void mistakeStopsTheStartAndSaysWhatToWrite(String line, String message) throws IOException {
        String mistaken = line.replace("HASH", HASH).replace("CHEAP", HASH.replace("10", "04"));
        Files.writeString(file, "ben reader@* " + HASH + "\n" + mistaken + "\n");

        assertThatThrownBy(() -> UsersFile.open(Optional.of(file)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void printedLineIsRead() throws IOException {
        String[] arguments = {"anna", "reader@a.example,dpo@controller:acme"};
        Files.writeString(
                file,
                UserLineMain.line(arguments, Optional.of("twelve chars"), new SecureRandom()));

        Users users = UsersFile.open(Optional.of(file)).get();

        assertThat(users.withPassword("anna", "twelve chars")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"eleven char, 12 characters or more", "LONG, at most 71 bytes"})
    void passwordThatIsTooShortOrTooLongMakesNoLine(String password, String message) {
        String[] arguments = {"anna", "dpo@*"};
        String typed = password.replace("LONG", "ä".repeat(36));

        assertThatThrownBy(
                        () -> UserLineMain.line(arguments, Optional.of(typed), new SecureRandom()))
                .hasMessageContaining(message);
    }

    @Test
    void nothingThatIsPrintedShowsAHashOrAPassword() {
        PasswordHash hash = new PasswordHash(HASH);
        User user = new User("anna", User.grants("dpo@*"), hash);

        assertThat(user.toString()).doesNotContain("aaa");
        assertThat(new Credentials("anna", "twelve chars").toString()).doesNotContain("twelve");
    }
}
