package io.jenkins.plugins.kubesphere.devops.kapis.audit;

import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes one line for each change: who, what, which object, and how it ended. Bodies and queries are not in it, because
 * they may have secrets. The logger has a name of its own, so that an administrator can send it elsewhere.
 */
public final class AuditLog {
    /** docs/rest-api.md names it. */
    static final String LOGGER_NAME = "io.jenkins.plugins.kubesphere.devops.audit";

    private static final Logger LOGGER = Logger.getLogger(LOGGER_NAME);
    private static final String GET = "GET";

    /**
     * Calls the handler of a route, and records the call if it may change something. A route that asks for no credentials
     * calls {@link #note} for what it changes: otherwise anybody could fill the log.
     */
    public Reply call(Route route, KapisRequest request) {
        if (route.method().equals(GET) || route.permission().isEmpty()) {
            return route.handler().handle(request);
        }
        try {
            Reply reply = route.handler().handle(request);
            log(route, request, "done");
            return reply;
        } catch (KapisException e) {
            log(route, request, "refused with " + e.status());
            throw e;
        } catch (RuntimeException e) {
            log(route, request, "failed");
            throw e;
        }
    }

    private static void log(Route route, KapisRequest request, String outcome) {
        LOGGER.log(
                Level.INFO,
                () -> describe(request.caller()) + ": " + route.method() + " "
                        + route.template().text() + " " + quote(new TreeMap<>(request.path()).toString()) + ": "
                        + outcome);
    }

    /** Records a change. */
    public void note(Caller caller, String change) {
        LOGGER.log(Level.INFO, () -> describe(caller) + ": " + quote(change));
    }

    private static String describe(Caller caller) {
        return quote(caller.name()) + " (" + caller.origin() + ")";
    }

    /** A name with a line break would look like a line of its own. */
    private static String quote(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }
}
