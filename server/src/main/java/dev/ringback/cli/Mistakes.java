package dev.ringback.cli;

import dev.ringback.config.TimeText;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells a mistake in the command line in two lines: what is wrong, and where the help is. The whole usage would push
/// the first off the screen, and the parser's own words name classes.
final class Mistakes implements IParameterExceptionHandler {

    /// @param root with all its subcommands
    static CommandLine tellIn(CommandLine root) {
        return root.registerConverter(Duration.class, Mistakes::time)
                .registerConverter(ZoneId.class, Mistakes::zone)
                .registerConverter(long.class, Mistakes::number)
                .registerConverter(Long.class, Mistakes::number)
                .setParameterExceptionHandler(new Mistakes());
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println(command.getCommandSpec().qualifiedName() + " --help says what it takes");
        }
        return RingbackCommand.MISTAKE;
    }

    private static Duration time(String text) {
        return TimeText.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is no time: write seconds (45) or ISO-8601 (PT45S)".formatted(text)));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new TypeConversionException("'%s' is no time zone: write UTC or Africa/Addis_Ababa".formatted(text));
        }
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException none) {
            throw new TypeConversionException("'%s' is no whole number".formatted(text));
        }
    }
}
