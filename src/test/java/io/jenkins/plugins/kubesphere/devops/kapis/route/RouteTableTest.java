package io.jenkins.plugins.kubesphere.devops.kapis.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final RequestHandler HANDLER = request -> Reply.empty();
    private static final String PIPELINE = "/namespaces/{namespace}/pipelines/{pipeline}";

    private final RouteTable table = RouteTable.of("devops.kubesphere.io", "v1alpha3")
            .add("GET", PIPELINE, HANDLER, Void.class, "")
            .add("DELETE", PIPELINE, HANDLER, Void.class, "")
            .add("GET", "/namespaces/{namespace}/pipelines/all", HANDLER, Void.class, "")
            .build();

    @Test
    void theRoutesOfAPathAreThoseOfAllMethods() {
        assertThat(match("namespaces", "demo", "pipelines", "web"))
                .extracting(found -> found.route().method(), RouteTable.Match::parameters)
                .containsExactly(
                        tuple("GET", Map.of("namespace", "demo", "pipeline", "web")),
                        tuple("DELETE", Map.of("namespace", "demo", "pipeline", "web")));
    }

    @Test
    void aFixedSegmentWinsOverAParameter() {
        assertThat(match("namespaces", "demo", "pipelines", "all"))
                .extracting(found -> found.route().template().text())
                .containsExactly("/namespaces/{namespace}/pipelines/all");
    }

    @Test
    void anEmptySegmentIsNotAName() {
        assertThat(match("namespaces", "", "pipelines", "web")).isEmpty();
    }

    @Test
    void theOldNameOfProjectsIsUnderstood() {
        assertThat(match("devops", "demo", "pipelines", "web")).hasSize(2);
    }

    @Test
    void twoEqualRoutesAreAMistake() {
        assertThatThrownBy(() -> RouteTable.of("g", "v")
                        .add("GET", PIPELINE, HANDLER, Void.class, "")
                        .add("GET", PIPELINE, HANDLER, Void.class, "")
                        .build())
                .hasMessage("there are two routes GET " + PIPELINE);
    }

    /** The rule of KubeSphere's gateway, so that the roles of ks-devops work: what is deeper than a subresource is ignored. */
    @ParameterizedTest
    @CsvSource({
        "GET,/namespaces/{namespace}/pipelines,list pipelines",
        "POST,/namespaces/{namespace}/pipelines,create pipelines",
        "GET,/namespaces/{namespace}/pipelines/{pipeline},get pipelines",
        "PUT,/namespaces/{namespace}/pipelines/{pipeline}/jenkinsfile,update pipelines/jenkinsfile",
        "GET,/namespaces/{namespace}/pipelines/{pipeline}/branches/{branch},get pipelines/branches",
        "POST,/namespaces/{namespace}/pipelines/{pipeline}/branches/{branch}/runs/{run}/stop,create pipelines/branches",
        "POST,/namespaces/{namespace}/pipelines/{pipeline}/runs/{run}/stop,create pipelines/runs",
        "GET,/namespaces/{namespace}/pipelineruns/{run}/artifacts/download,get pipelineruns/artifacts",
        "DELETE,/namespaces/{namespace}/pipelineruns/{run},delete pipelineruns",
        "GET,/workspaces/{workspace}/namespaces,list namespaces",
        "GET,/workspaces/{workspace}/namespaces/{namespace},get namespaces",
        "GET,/workspaces/{workspace}/workspacemembers/{user}/namespaces,get workspacemembers/namespaces",
        "POST,/clustertemplates/{template}/render,create clustertemplates/render",
        "GET,/ci/nodelabels,get ci"
    })
    void theRightFollowsFromMethodAndPath(String method, String template, String right) {
        assertThat(RoutePermission.of(method, "devops.kubesphere.io", new PathTemplate(template)))
                .hasToString(right);
    }

    @ParameterizedTest
    @CsvSource({
        "pipelines,does not begin with a slash",
        "/pipelines/,or ends with one",
        "/pipelines/{pipeline,has a segment that ends without a brace",
        "/pipelines/{,has a segment that ends without a brace",
        "/pipelines/{name}/runs/{name},has two parameters {name}"
    })
    void aTemplateThatIsNotOneIsAMistake(String template, String message) {
        assertThatThrownBy(() -> new PathTemplate(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(template + " ")
                .hasMessageContaining(message);
    }

    private List<RouteTable.Match> match(String... segments) {
        return table.match(new ApiPath(table.group(), table.version(), Optional.empty(), List.of(segments)));
    }
}
