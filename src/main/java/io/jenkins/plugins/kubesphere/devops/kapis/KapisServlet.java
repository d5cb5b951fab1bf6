package io.jenkins.plugins.kubesphere.devops.kapis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Authorizer;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.Caller;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.ReviewUnavailableException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ErrorReply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.http.RequestBody;
import io.jenkins.plugins.kubesphere.devops.kapis.route.ApiPath;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
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
 * Answers the requests of KubeSphere's clients. The order of the checks is fixed: path, cluster, method, caller, right,
 * and only then the handler, which checks the content.
 */
public final class KapisServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(KapisServlet.class.getName());
    private static final String RAW_QUERY_OF_GATEWAY = "X-KubeSphere-Rawquery";
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_ERROR = 500;

    private final transient KapisSettings settings;
    private final transient List<RouteTable> tables;
    private final transient RequestAuthenticator authenticator;
    private final transient AccessCheck access;
    private final transient ObjectMapper json;
    private final transient AuditLog audit = new AuditLog();

    /** @param json reads and writes the objects of Kubernetes */
    public KapisServlet(
            KapisSettings settings,
            List<RouteTable> tables,
            RequestAuthenticator authenticator,
            Authorizer authorizer,
            ObjectMapper json) {
        this.settings = settings;
        this.tables = List.copyOf(tables);
        this.authenticator = authenticator;
        this.access = new AccessCheck(authorizer, settings.namespaces());
        this.json = json;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-cache, private");
        Reply reply;
        boolean isRefused = true;
        try {
            reply = answer(request, response);
            isRefused = false;
        } catch (KapisException e) {
            reply = ErrorReply.of(e);
        } catch (ReviewUnavailableException e) {
            LOGGER.log(Level.WARNING, e, () -> "A request was refused: " + e.getMessage());
            reply = ErrorReply.of(KapisException.unavailable(
                    "the server that checks callers does not answer; try again in a few seconds"));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The request " + request.getMethod() + " failed");
            reply = ErrorReply.of(new KapisException(
                    INTERNAL_ERROR, "InternalError", "the request failed; the log of Jenkins says why"));
        }
        if (isRefused && hasBody(request)) {
            // The body was perhaps not read, so the connection cannot be used again.
            response.setHeader("Connection", "close");
        }
        reply.send(response, json.writer());
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private Reply answer(HttpServletRequest request, HttpServletResponse response) {
        ApiPath path = ApiPath.parse(pathOf(request)).orElseThrow(KapisServlet::notFound);
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
        Caller caller = authenticator.authenticate(request);
        access.requireNames(match);
        access.require(caller, table, match);
        KapisRequest call = new KapisRequest(
                caller,
                match.parameters(),
                QueryParameters.parse(queryOf(request)),
                new RequestBody(request, json.reader()));
        return audit.record(match.route(), call);
    }

    private static RouteTable.Match route(List<RouteTable.Match> matches, String method, HttpServletResponse response) {
        if (matches.isEmpty()) {
            throw notFound();
        }
        return matches.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst()
                .orElseThrow(() -> {
                    String allowed = matches.stream()
                            .map(match -> match.route().method())
                            .sorted()
                            .collect(Collectors.joining(", "));
                    response.setHeader("Allow", allowed);
                    return new KapisException(
                            METHOD_NOT_ALLOWED,
                            "MethodNotAllowed",
                            "405: Method Not Allowed; this path has " + allowed);
                });
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
