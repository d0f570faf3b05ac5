package dev.ringback.cli;

import dev.ringback.cli.node.Node;
import dev.ringback.config.RingbackConfig;
import dev.ringback.config.SettingSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `ringback serve`: runs a node in the foreground until SIGINT or SIGTERM.
@Command(name = "serve", description = "Runs the server in the foreground.", usageHelpAutoWidth = true)
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        SettingSource.unknownVariables()
                .forEach(name -> System.err.println(name + " is set, but there is no such setting"));
        return new Node(RingbackConfig.read(SettingSource.ofProcess())).run();
    }
}
