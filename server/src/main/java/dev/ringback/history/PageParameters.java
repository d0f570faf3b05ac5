package dev.ringback.history;

import dev.ringback.problem.Input;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which page, and how long.
public class PageParameters {

    private static final int LIMIT_MAX = 200;

    @QueryParam("limit")
    @Parameter(
            description = "1 to 200 rows",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "200"))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "next_cursor of the page before")
    @Nullable
    String cursor;

    int rows() {
        if (limit == null) {
            return LIMIT_MAX;
        }
        return (int) Input.number("limit", limit, LIMIT_MAX);
    }

    Optional<Cursor> after() {
        return Optional.ofNullable(cursor).map(Cursor::parse);
    }
}
