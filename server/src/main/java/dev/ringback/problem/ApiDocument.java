package dev.ringback.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// What all operations of the OpenAPI document have in common: the token, and the one shape of errors.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final String ERRORS =
            "Any error, as RFC 9457 problem details: docs/reference/problems.md lists every code.";
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.components(OASFactory.createComponents());
        }
        document.getComponents().addSchema(PROBLEM, problemSchema());
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> operation.getResponses().addAPIResponse("default", problem()));
    }

    private static APIResponse problem() {
        var body =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
        return OASFactory.createAPIResponse()
                .description(ERRORS)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text("a URI that names the kind of problem"))
                .addProperty("title", text("a few words, the same for each problem of a kind"))
                .addProperty("status", of(Schema.SchemaType.INTEGER, "the HTTP status"))
                .addProperty("detail", text("a sentence about this one"))
                .addProperty("instance", text("the path that was asked"))
                .addProperty("success", of(Schema.SchemaType.BOOLEAN, "always false"))
                .addProperty("code", text("the word that programs compare"))
                .addProperty("temporary", of(Schema.SchemaType.BOOLEAN, "whether the same may succeed later"))
                .addProperty("field", text("which field or parameter is wrong, where one is"))
                .addProperty(
                        "call", of(Schema.SchemaType.OBJECT, "the call as its reader sees it, on a contradiction"));
    }

    private static Schema text(String description) {
        return of(Schema.SchemaType.STRING, description);
    }

    private static Schema of(Schema.SchemaType type, String description) {
        return OASFactory.createSchema().addType(type).description(description);
    }
}
