package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import io.jenkins.plugins.kubesphere.devops.api.ApiGroups;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.route.ApiPath;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths that providers call. They use no session, so a request to them needs no crumb, and its cookies are ignored. */
public final class WebhookPaths {
    /** Below {@code v1alpha3}. */
    public static final String SCM = "/webhooks/scm";

    /** Below {@code v1alpha3}. */
    public static final String JENKINS = "/webhooks/jenkins";

    /** Below {@code v1alpha2}. */
    public static final String GIT = "/webhook/git";

    /** Below {@code v1alpha2}. */
    public static final String GITHUB = "/webhook/github";

    /** Below {@code v1alpha2}. */
    public static final String GENERIC = "/webhook/generic-trigger";

    /** Those of each version. */
    private static final Map<String, Set<List<String>>> ALL = Map.of(
            ApiGroups.DEVOPS_VERSION,
            Set.of(segments(SCM), segments(JENKINS)),
            "v1alpha2",
            Set.of(segments(GIT), segments(GITHUB), segments(GENERIC)));

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
                            && ALL.getOrDefault(found.version(), Set.of()).contains(found.segments()))
                    .isPresent();
        } catch (KapisException e) {
            return false;
        }
    }
}
