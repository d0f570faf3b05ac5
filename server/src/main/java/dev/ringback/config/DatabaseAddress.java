package dev.ringback.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL is and how to log in. User and password stand apart from the address; what else is in its query
/// may be a secret too (`sslpassword`), so that people are shown [#place] only.
///
/// @param jdbcUrl `jdbc:postgresql://…`, without user and password
/// @param user the database's user
/// @param password empty text when PostgreSQL asks for none
public record DatabaseAddress(String jdbcUrl, String user, Secret password) {
    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:(?<login>[^/?]*)@)?(?<place>[^/?@]+/[^?]+)(?:[?](?<query>.*))?");

    /// Takes JDBC's way of writing an address, and libpq's (`postgresql://user:password@host/name`).
    ///
    /// @param address what was written; reserved characters of a user or password are percent-encoded
    /// @param user used when the address names none
    /// @param password used when the address holds none
    /// @return the parts
    /// @throws IllegalArgumentException with a sentence that holds no secret
    public static DatabaseAddress parse(String address, Optional<String> user, Optional<Secret> password) {
        Matcher form = FORM.matcher(address);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "is no address of a PostgreSQL: write " + "jdbc:postgresql://host:5432/name?user=…&password=…");
        }
        Login login = Login.of(form.group("login"));
        List<String> others = new ArrayList<>();
        for (String parameter :
                Optional.ofNullable(form.group("query")).orElse("").split("&")) {
            String[] pair = parameter.split("=", 2);
            switch (pair[0]) {
                case "" -> {}
                case "user" -> login = new Login(valueOf(pair), login.password());
                case "password" -> login = new Login(login.user(), valueOf(pair));
                default -> others.add(parameter);
            }
        }
        return new DatabaseAddress(
                "jdbc:postgresql://" + form.group("place") + (others.isEmpty() ? "" : "?" + String.join("&", others)),
                login.user()
                        .or(() -> user)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "names no user: write jdbc:postgresql://host:5432/name?user=…")),
                login.password().map(Secret::new).or(() -> password).orElse(new Secret("")));
    }

    private static Optional<String> valueOf(String[] pair) {
        return pair.length < 2 ? Optional.empty() : Optional.of(decoded(pair[1]));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException showsThePassword) {
            throw new IllegalArgumentException("has a '%' in user or password that must be written %25");
        }
    }

    /// The address as it may be printed and logged: host, port and name.
    public String place() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }

    @Override
    public String toString() {
        return "DatabaseAddress[" + place() + ", user=" + user + "]";
    }

    private record Login(Optional<String> user, Optional<String> password) {
        static Login of(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return new Login(Optional.empty(), Optional.empty());
            }
            String[] parts = text.split(":", 2);
            return new Login(
                    Optional.of(decoded(parts[0])),
                    parts.length < 2 ? Optional.empty() : Optional.of(decoded(parts[1])));
        }
    }
}
