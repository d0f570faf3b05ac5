package dev.ringback.identity;

import dev.ringback.core.id.UserId;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// The person of the HTTP request, as its token says. Set once, before the resource runs, by [BearerFilter].
@RequestScoped
public class CurrentUser {

    private @Nullable Identity identity;

    void is(Identity who) {
        identity = who;
    }

    /// What the token says.
    ///
    /// @throws IllegalStateException where no person is needed: a path of services, or an open one
    public Identity identity() {
        if (identity == null) {
            throw new IllegalStateException("the request is no person's");
        }
        return identity;
    }

    /// The person's id.
    public UserId id() {
        return identity().user();
    }
}
