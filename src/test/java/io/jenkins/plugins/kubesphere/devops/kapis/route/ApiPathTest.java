package io.jenkins.plugins.kubesphere.devops.kapis.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
    private static final String GROUP = "devops.kubesphere.io";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/clusters/host/kapis/devops.kubesphere.io/v1alpha3/namespaces/demo/pipelines",
                "/kapis/clusters/host/devops.kubesphere.io/v1alpha3/namespaces/demo/pipelines",
                "/kapis/devops.kubesphere.io/v1alpha3/klusters/host/namespaces/demo/pipelines",
                "/kapis/devops.kubesphere.io/v1alpha3/klusters/host/namespaces/demo/pipelines/"
            })
    void eachFormWithAClusterNamesTheSameRoute(String path) {
        assertThat(ApiPath.parse(path, false))
                .contains(new ApiPath(
                        GROUP, "v1alpha3", Optional.of("host"), List.of("namespaces", "demo", "pipelines")));
    }

    @ParameterizedTest
    @CsvSource({"feat%2Fx,feat/x", "feat%252Fx,feat%2Fx", "%E4%B8%AD%E6%96%87,中文", "中文,中文", "a+b,a+b", "a;b=c,a;b=c"})
    void aSegmentIsDecodedOnce(String sent, String meant) {
        assertThat(segments("namespaces/demo/pipelines/web/branches/" + sent))
                .containsExactly("namespaces", "demo", "pipelines", "web", "branches", meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "a%", "%C3", "%FF%FE", "..", "%2e%2e", "%2E.", ".", "a%00b", "a%0d%0ab"})
    void aSegmentThatIsNotValidIsRefused(String segment) {
        assertThatThrownBy(() -> segments("namespaces/demo/pipelines/" + segment + "/runs"))
                .isInstanceOfSatisfying(KapisException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400))
                .hasMessageStartingWith("the path ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/kapis",
                "/kapis/",
                "/kapis/devops.kubesphere.io",
                "/clusters/host",
                "/clusters/host/x/y",
                "/job/demo"
            })
    void otherPathsDoNotBelongToTheApi(String path) {
        assertThat(ApiPath.parse(path, false)).isEmpty();
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> segments("x".repeat(5_000))).hasMessage("the path is longer than 4096 characters");
    }

    private static List<String> segments(String rest) {
        return ApiPath.parse("/kapis/" + GROUP + "/v1alpha3/" + rest, false)
                .orElseThrow()
                .segments();
    }

    @Test
    void aShortPathIsServedOnlyIfTheSettingsSaySo() {
        assertThat(ApiPath.parse("/v1alpha3/ci/nodelabels", false)).isEmpty();
        assertThat(ApiPath.parse("/v1alpha3/ci/nodelabels", true))
                .contains(
                        new ApiPath("devops.kubesphere.io", "v1alpha3", Optional.empty(), List.of("ci", "nodelabels")));
        assertThat(ApiPath.parse("/v1alpha1/ci/nodelabels", true)).isEmpty();
    }
}
