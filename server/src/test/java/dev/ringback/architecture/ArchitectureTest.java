package dev.ringback.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The directions of the house: `gateway → call → core`, and who alone may touch what. A rule that must give way is
/// changed here, with its reason in the commit.
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ringback");
    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.ringback");

    /// They hand the framework's loop and beans to the steps as ports; the simulation has its own.
    private static final Set<String> WIRING = Set.of("CallLoop", "CallWiring");

    /// It goes by the database's clock; everybody else is given it.
    private static final String CLOCK = "dev.ringback.call.NodeClock";
    private static final Set<Class<?>> WALL_CLOCKS = Set.of(
            Clock.class,
            Instant.class,
            InstantSource.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    @Test
    void coreKnowsNothingButTheJdksBase() {
        classes()
                .that()
                .resideInAPackage("dev.ringback.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ringback.core..", "java.lang..", "java.util..", "java.time..", "java.math..", "java.nio..")
                .check(MAIN);
    }

    @Test
    void callsKnowNothingAroundThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.ringback.call..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.ringback.gateway..", "dev.ringback.turn..", "dev.ringback.cli..")
                .check(MAIN);
    }

    @Test
    void stepsOfACallKnowNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.ringback.call")
                .and(describe("are not wiring", type -> !WIRING.contains(type.getSimpleName())))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "jakarta.ws.rs..", "java.sql..", "javax.sql..")
                .check(MAIN);
    }

    @Test
    void nobodyKnowsTheEdges() {
        for (String edge : Set.of("dev.ringback.gateway..", "dev.ringback.cli..")) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(edge)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(edge)
                    .check(MAIN);
        }
    }

    @Test
    void sqlIsInStoresOnly() {
        noClasses()
                .that(describe("are in no store", type -> !isStore(type)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(MAIN);
    }

    @Test
    void natsIsInTheClusterOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ringback.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nats..")
                .check(MAIN);
    }

    @Test
    void environmentIsReadInConfigOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ringback.config..")
                .should()
                .accessTargetWhere(use("the environment", Set.of(System.class), Set.of("getenv")))
                .check(MAIN);
    }

    @Test
    void wallClockIsReadInOneClassOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CLOCK)
                .should()
                .accessTargetWhere(
                        use("the wall clock", WALL_CLOCKS, Set.of("now", "system", "systemUTC", "systemDefaultZone"))
                                .or(use("the wall clock", Set.of(System.class), Set.of("currentTimeMillis")))
                                .or(use("the wall clock", Set.of(Date.class), Set.of("<init>"))))
                .check(MAIN);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(use("sleep", Set.of(Thread.class, TimeUnit.class), Set.of("sleep")))
                .check(EVERYTHING);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(MAIN);
    }

    /// A package-info.java is compiled to a class when it has an annotation; a package without one is missing here.
    @Test
    void everyPackageSaysThatNothingIsNull() {
        Set<String> marked = MAIN.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(toSet());

        assertThat(MAIN.stream().map(JavaClass::getPackageName).filter(name -> !name.startsWith("dev.ringback.core")))
                .isNotEmpty()
                .allMatch(marked::contains);
    }

    private static DescribedPredicate<JavaAccess<?>> use(String what, Set<Class<?>> owners, Set<String> names) {
        return describe(
                "use " + what,
                access -> names.contains(access.getTarget().getName())
                        && owners.stream().anyMatch(access.getTargetOwner()::isEquivalentTo));
    }

    private static boolean isStore(JavaClass type) {
        String outermost = type.getName().split("[$]")[0];
        return outermost.endsWith("Store") || type.getPackageName().endsWith(".store");
    }
}
