package io.jenkins.plugins.kubesphere.devops.kapis.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPathsTest {
    private static final String BASE = "/kapis/devops.kubesphere.io/v1alpha3";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BASE + "/webhooks/scm",
                BASE + "/webhooks/jenkins",
                BASE + "/webhooks/scm/",
                "/kapis/devops.kubesphere.io/v1alpha2/webhook/git",
                "/kapis/devops.kubesphere.io/v1alpha2/webhook/github/",
                "/clusters/host/kapis/devops.kubesphere.io/v1alpha2/webhook/generic-trigger",
                "/clusters/host" + BASE + "/webhooks/scm",
                "/kapis/clusters/host/devops.kubesphere.io/v1alpha3/webhooks/scm",
                BASE + "/klusters/host/webhooks/scm"
            })
    void eachFormOfThePathIsAWebhook(String path) {
        assertThat(WebhookPaths.isWebhook(request("POST", "/jenkins" + path))).isTrue();
        assertThat(WebhookPaths.isWebhook(request("PUT", "/jenkins" + path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BASE + "/webhooks",
                BASE + "/webhooks/scm/x",
                BASE + "/webhooks/other",
                BASE + "/webhooks%2Fscm/x",
                BASE + "/namespaces/demo/pipelines/webhooks/scm",
                BASE + "/namespaces/demo/pipelines?/webhooks/scm",
                BASE + "/namespaces/demo/pipelines;/webhooks/scm",
                BASE + "/webhooks/scm/../../namespaces/demo/pipelines",
                BASE + "/namespaces/demo/pipelines/%2e%2e/webhooks/scm",
                BASE + "/webhooks/%",
                "/kapis/devops.kubesphere.io/v1alpha2/webhooks/scm",
                "/kapis/devops.kubesphere.io/v1alpha2/webhook",
                "/kapis/devops.kubesphere.io/v1alpha2/webhook/other",
                BASE + "/webhook/git",
                "/kapis/other.io/v1alpha3/webhooks/scm",
                "/job/kapis/devops.kubesphere.io/v1alpha3/webhooks/scm"
            })
    void noOtherPathIsOne(String path) {
        assertThat(WebhookPaths.isWebhook(request("POST", "/jenkins" + path))).isFalse();
    }

    @Test
    void aSlashThatIsEncodedMakesNoTwoSegments() {
        // RouteTable has no route of this one segment either.
        assertThat(WebhookPaths.isWebhook(request("POST", "/jenkins" + BASE + "/webhooks%2Fscm")))
                .isFalse();
    }

    private static HttpServletRequest request(String method, String uri) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                WebhookPathsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> uri;
                    case "getContextPath" -> "/jenkins";
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
