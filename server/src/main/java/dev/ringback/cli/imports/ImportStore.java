package dev.ringback.cli.imports;

import dev.ringback.cli.node.CannotStartException;
import dev.ringback.cli.node.LoginStore;
import dev.ringback.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries an import out: reads the old log once, in order, and writes batch by batch, each in one transaction. What is
/// committed stays when it stops in the midst; another run goes on from there. Used by one thread.
public final class ImportStore {
    private static final int BATCH = 500;

    private final ImportOrder order;
    private final SourceStore source;
    private final TargetStore target;
    private final People people;
    private final Pairing pairing;
    private final Consumer<Fate> told;
    private final Totals totals = new Totals();
    private final Instant now;

    private final List<List<SourceRow>> clusters = new ArrayList<>();
    private final List<Fate> unfit = new ArrayList<>();
    private int rows;

    private ImportStore(ImportOrder order, SourceStore source, TargetStore target, People people, Consumer<Fate> told)
            throws SQLException {
        this.order = order;
        this.source = source;
        this.target = target;
        this.people = people;
        this.pairing = new Pairing(order.window());
        this.told = told;
        this.now = target.now();
    }

    /// @param told of every row, once it is certain what became of it
    /// @param progress is told after each batch
    /// @throws CannotStartException when a database can't be reached, or isn't what it should be
    public static Totals run(ImportOrder order, Consumer<Fate> told, Consumer<Totals> progress) {
        try (Connection from = open(order.from(), true);
                Connection into = open(order.into(), !order.apply())) {
            String name = order.source().isPresent() ? order.source().get() : SourceStore.name(from, order.table());
            try (SourceStore source = new SourceStore(from, order.table(), order.zone());
                    TargetStore target = new TargetStore(into, name, order.apply())) {
                return new ImportStore(order, source, target, people(order, from, into), told).run(progress);
            }
        } catch (SQLException | SourceFailedException failed) {
            throw new CannotStartException("the import stopped: " + failed.getMessage(), failed);
        }
    }

    private static Connection open(DatabaseAddress address, boolean readOnly) {
        try {
            return LoginStore.open(address, readOnly);
        } catch (SQLException failed) {
            throw new CannotStartException(
                    "no database at %s: %s".formatted(address.place(), failed.getMessage()), failed);
        }
    }

    private static People people(ImportOrder order, Connection from, Connection into) throws SQLException {
        List<People> all = new ArrayList<>();
        order.people().ifPresent(file -> all.add(PeopleFile.read(file)));
        all.add(new PeopleStore(from));
        all.add(new PeopleStore(into));
        return new RememberedPeople(People.first(all));
    }

    private Totals run(Consumer<Totals> progress) throws SQLException {
        List<SourceRow> cluster = new ArrayList<>();
        for (Optional<SourceRow> read = source.next(); read.isPresent(); read = source.next()) {
            SourceRow row = authored(read.get());
            Optional<Fate> out = Fitness.unfit(row, now);
            rows++;
            if (out.isPresent()) {
                unfit.add(out.get());
                continue;
            }
            if (!cluster.isEmpty() && !isNear(cluster.getLast(), row)) {
                clusters.add(cluster);
                cluster = new ArrayList<>();
                if (rows >= BATCH) {
                    batch();
                    progress.accept(totals);
                }
            }
            cluster.add(row);
        }
        clusters.add(cluster);
        batch();
        return totals;
    }

    private void batch() throws SQLException {
        List<Long> ids =
                clusters.stream().flatMap(List::stream).map(SourceRow::id).toList();
        Planning planning = new Planning(pairing, people, target.known(ids), now);
        Map<Long, Long> late = new HashMap<>();
        Planning.Plan plan = new Planning.Plan(new ArrayList<>(), late, new ArrayList<>(unfit));
        clusters.forEach(near -> planning.plan(near, plan));
        if (order.apply()) {
            target.write(plan.calls(), late);
        }
        plan.calls().forEach(call -> call.fates().forEach(this::tell));
        plan.others().forEach(this::tell);
        clusters.clear();
        unfit.clear();
        rows = 0;
    }

    private void tell(Fate fate) {
        totals.add(fate);
        told.accept(fate);
    }

    private SourceRow authored(SourceRow row) {
        if (row.author().isPresent()) {
            return row;
        }
        return row.by(people.user(row.profile())
                .or(() -> people.of(row.conversation()).stream()
                        .filter(member -> member.profile().equals(Optional.of(row.profile())))
                        .map(People.Member::user)
                        .findFirst()));
    }

    private boolean isNear(SourceRow one, SourceRow next) {
        return one.conversation() == next.conversation() && pairing.isNear(one.started(), next.started());
    }
}
