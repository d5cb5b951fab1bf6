package io.jenkins.plugins.kubesphere.devops.kapis;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.route.Route;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteTable;
import io.jenkins.plugins.kubesphere.devops.kapis.v1alpha3.V1Alpha3Routes;
import io.jenkins.plugins.kubesphere.devops.kubernetes.client.SessionNotReadyException;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionTimings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table of docs/rest-api.md with the routes. */
class RouteDocumentationTest {
    private static final String BEGIN =
            "<!-- routes -->\n| method | path | right | what it does |\n" + "| --- | --- | --- | --- |\n";
    private static final String END = "<!-- end of routes -->";

    @Test
    void theDocumentHasAllRoutesWithTheirRights() throws Exception {
        Path document = RepositoryRoot.root().resolve("docs/rest-api.md");
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();

        assertThat(text.substring(begin, text.indexOf(END)))
                .as("the lines between the marks of %s", document)
                .isEqualTo(routes().routes().stream()
                        .map(RouteDocumentationTest::line)
                        .collect(Collectors.joining()));
    }

    private static String line(Route route) {
        return "| " + route.method() + " | `" + route.template().text() + "` | "
                + route.permission().map(Object::toString).orElse("") + " | " + route.summary() + " |\n";
    }

    static RouteTable routes() {
        ClusterConnection unused = new ClusterConnection(
                () -> {
                    throw new SessionNotReadyException(List.of());
                },
                Set.of(),
                SessionTimings.DEFAULT,
                status -> {});
        return V1Alpha3Routes.create(
                unused, RunDetailReader.NONE, (caller, attributes) -> false, "system", Clock.systemUTC());
    }
}
