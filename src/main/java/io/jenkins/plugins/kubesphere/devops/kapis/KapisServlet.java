package io.jenkins.plugins.kubesphere.devops.kapis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.engine.text.ControlCharacterFilter;
import io.jenkins.plugins.kubesphere.devops.kapis.audit.AuditLog;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.BearerToken;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.WriteIdentity;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ErrorReply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.RequestBody;
import io.jenkins.plugins.kubesphere.devops.kapis.http.VersionedReply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.ApiPath;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.run.FollowedLog;
import io.jenkins.plugins.kubesphere.devops.kapis.watch.WatchService;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Answers the requests of KubeSphere's clients. The order of the checks is fixed: path, cluster, method, caller, names in the
 * path, query, right, and only then the handler, which checks the content.
 */
public final class KapisServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(KapisServlet.class.getName());
    private static final String RAW_QUERY_OF_GATEWAY = "X-KubeSphere-Rawquery";
    private static final String GET = "GET";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;

    private final transient KapisSettings settings;
    private final transient List<RouteTable> tables;
    private final transient RequestAuthenticator authenticator;
    private final transient AccessCheck access;
    private final transient WatchService watches;
    private final transient ObjectMapper json;
    private final transient AuditLog audit = new AuditLog();

    /** @param json reads and writes the objects of Kubernetes */
    public KapisServlet(
            KapisSettings settings,
            List<RouteTable> tables,
            RequestAuthenticator authenticator,
            Authorizer authorizer,
            WatchService watches,
            ObjectMapper json) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.authenticator = authenticator;
        this.access = new AccessCheck(authorizer, settings.namespaces());
        this.watches = watches;
        this.json = json;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        setCommonHeaders(response);
        Reply reply;
        try {
            reply = answer(request, response);
        } catch (KapisException e) {
            reply = ErrorReply.of(e);
        } catch (ReviewUnavailableException e) {
            // Anybody can cause it, so it is one line.
            LOGGER.log(Level.WARNING, () -> "A request was refused: " + e.getMessage());
            LOGGER.log(Level.FINE, e, () -> "Why a request was refused");
            reply = ErrorReply.of(KapisException.unavailable(
                    "the server that checks callers does not answer; try again in a few seconds"));
        } catch (RuntimeException e) {
            reply = failed(request, e);
        }
        if (!RequestBody.skipRest(request)) {
            // What is left of it would be read as the next request, so the server closes the connection. It says so.
            response.setHeader("Connection", "close");
        }
        try {
            reply.send(response, json.writer());
        } catch (KapisException e) {
            sendInstead(ErrorReply.of(e), e, response);
        } catch (RuntimeException e) {
            sendInstead(failed(request, e), e, response);
        }
    }

    /** The log gets the path without the query, which may have a token. */
    private static Reply failed(HttpServletRequest request, RuntimeException cause) {
        String path = ControlCharacterFilter.apply(pathOf(request));
        LOGGER.log(Level.WARNING, cause, () -> "The request " + request.getMethod() + " " + path + " failed");
        return ErrorReply.of(
                new KapisException(INTERNAL_ERROR, "InternalError", "the request failed; the log of Jenkins says why"));
    }

    /** Of an answer that failed, nothing must be left in front of the error. */
    private void sendInstead(Reply error, RuntimeException cause, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("An answer was not sent to its end: " + cause.getMessage(), cause);
        }
        String connection = response.getHeader("Connection");
        response.reset();
        setCommonHeaders(response);
        response.setHeader("Connection", connection);
        error.send(response, json.writer());
    }

    private static void setCommonHeaders(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache, private");
    }

    private Reply answer(HttpServletRequest request, HttpServletResponse response) {
        Optional<ApiDescription> description = ApiDescription.at(pathOf(request));
        if (description.isPresent()) {
            return describe(description.get(), request, response);
        }
        ApiPath path = ApiPath.parse(pathOf(request), settings.shortPaths()).orElseThrow(KapisServlet::notFound);
        Optional<String> foreign = path.cluster()
                .filter(name ->
                        !settings.cluster().isEmpty() && !settings.cluster().equals(name));
        if (foreign.isPresent()) {
            return ErrorReply.status(KapisException.badRequest("cluster " + foreign.get() + " not exists"));
        }
        RouteTable table = tables.stream()
                .filter(candidate -> candidate.serves(path))
                .findFirst()
                .orElseThrow(KapisServlet::notFound);
        RouteTable.Match match = route(table.match(path), request.getMethod(), response);
        // A route without a right checks itself who sends the request.
        Caller caller = match.route().permission().isPresent() ? authenticator.authenticate(request) : Caller.UNKNOWN;
        access.requireNames(match);
        QueryParameters query = QueryParameters.parse(queryOf(request));
        boolean isWatch = request.getMethod().equals(GET) && query.isTrue(RouteQueryParameter.WATCH.name(), false);
        access.require(caller, table, match, isWatch);
        KapisRequest call = new KapisRequest(
                caller,
                tokenForWrites(request, caller),
                match.parameters(),
                query,
                name -> Optional.ofNullable(request.getHeader(name)).filter(value -> !value.isBlank()),
                new RequestBody(request, json.reader()));
        if (isWatch) {
            WatchedRequest answer = new WatchedRequest(
                    match.route().handler(),
                    WatchedObjects.of(
                            match.route().watched().orElseThrow(WatchedRequest::notWatchable), match.parameters()),
                    call,
                    authenticator.repeatable(request),
                    known -> access.require(known, table, match, true));
            return watch(request, call, answer);
        }
        Reply reply = audit.call(match.route(), call);
        if (reply instanceof FollowedLog log) {
            FollowingRequest following = new FollowingRequest(
                    log, authenticator.repeatable(request), known -> access.require(known, table, match, false));
            return (target, writer) -> watches.watch(request, caller.key(), following, Optional.of(log.tag()));
        }
        return reply instanceof VersionedReply versioned
                ? versioned.answer(call.headers().find("If-None-Match"))
                : reply;
    }

    /** What only reads does not get the token: a watch would keep it for hours. */
    private Optional<BearerToken> tokenForWrites(HttpServletRequest request, Caller caller) {
        boolean isNeeded = settings.writes() == WriteIdentity.TOKEN
                && settings.writes().appliesTo(caller)
                && !request.getMethod().equals(GET);
        return isNeeded ? authenticator.token(request) : Optional.empty();
    }

    private Reply watch(HttpServletRequest request, KapisRequest call, WatchedRequest answer) {
        // What is refused is refused with a status, and not in the stream. Only an answer that is too large is told
        // there.
        answer.read();
        Optional<String> lastEventId = call.headers().find("Last-Event-ID");
        return (response, json) -> watches.watch(request, call.caller().key(), answer, lastEventId);
    }

    private static RouteTable.Match route(List<RouteTable.Match> matches, String method, HttpServletResponse response) {
        if (matches.isEmpty()) {
            throw notFound();
        }
        return matches.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst()
                .orElseThrow(() -> methodNotAllowed(
                        matches.stream()
                                .map(match -> match.route().method())
                                .sorted()
                                .collect(Collectors.joining(", ")),
                        response));
    }

    private static KapisException methodNotAllowed(String allowed, HttpServletResponse response) {
        response.setHeader("Allow", allowed);
        return new KapisException(
                METHOD_NOT_ALLOWED, "MethodNotAllowed", "405: Method Not Allowed; this path has " + allowed);
    }

    /** Whoever is known may read what the API offers: that needs no right. */
    private Reply describe(ApiDescription description, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals(GET)) {
            throw methodNotAllowed(GET, response);
        }
        authenticator.authenticate(request);
        return description.reply(request.getContextPath());
    }

    /** The path as it was sent: a container that decodes it makes two segments of an encoded slash. */
    private static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Where Kubernetes' own proxy is between the gateway and us, the query is in a header. */
    private static String queryOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || query.isEmpty() ? request.getHeader(RAW_QUERY_OF_GATEWAY) : query;
    }

    private static KapisException notFound() {
        return KapisException.notFound("404: Page Not Found");
    }
}
