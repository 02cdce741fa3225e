package dev.consentledger.core.verify;

import java.util.List;

/** One thing that the program can do. */
interface Command {

    /** The first word after the program's name. */
    String name();

    /** One line for the list of commands. */
    String summary();

    /** What {@code --help} prints. */
    String help();

    /**
     * Does it.
     *
     * @param arguments without the command's name
     * @throws UsageError where the arguments, or a file that they name, are of no use
     * @throws Unavailable where something else could not be read or written
     */
    Exit run(List<String> arguments, Terminal terminal) throws UsageError;
}
