package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.ApiPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/** The paths that providers call. They use no session, so a request to them needs no crumb, and its cookies are ignored. */
public final class WebhookPaths {
    /** Below the version. */
    public static final String SCM = "/webhooks/scm";

    /** Below the version. */
    public static final String JENKINS = "/webhooks/jenkins";

    private static final Set<List<String>> ALL = Set.of(segments(SCM), segments(JENKINS));
    private static final String POST = "POST";

    private WebhookPaths() {}

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }

    /**
     * Whether a request goes to one of these paths. This method and the dispatch of requests must read the path in the same
     * way: otherwise another request could look like a webhook, and need no crumb.
     */
    public static boolean isWebhook(HttpServletRequest request) {
        if (!POST.equals(request.getMethod())) {
            return false;
        }
        try {
            String path =
                    request.getRequestURI().substring(request.getContextPath().length());
            return ApiPath.parse(path, true)
                    .filter(found -> found.group().equals(ApiGroups.DEVOPS)
                            && found.version().equals(ApiGroups.DEVOPS_VERSION)
                            && ALL.contains(found.segments()))
                    .isPresent();
        } catch (KapisException e) {
            return false;
        }
    }
}
