package dev.ringback.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/// Where the process starts.
@QuarkusMain
public final class Main {
    private Main() {}

    /// @param args the command line
    public static void main(String[] args) {
        Quarkus.run(args);
    }
}
