package io.jenkins.plugins.kubesphere.devops.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.controlplane.RepositoryRoot;
import io.jenkins.plugins.kubesphere.devops.hpi.PluginsTxt;
import io.jenkins.plugins.kubesphere.devops.hpi.Pom;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the image and the chart agree with the POM. */
class ImageAndChartVersionsTest {

    @Test
    void theImageHasThePluginsThatTheChartConfigures() throws Exception {
        assertThat(PluginsTxt.read(RepositoryRoot.root().resolve("plugins.txt")).versions())
                .containsKeys("configuration-as-code", "kubernetes");
    }

    @Test
    void theImageUsesTheBaselineOfJenkins() throws Exception {
        assertThat(read("Containerfile"))
                .containsPattern("(?m)^ARG JENKINS=jenkins/jenkins:" + Pattern.quote(pom().property("jenkins.baseline"))
                        + "\\.\\d+-lts-jdk\\d+$")
                .contains("target/kubesphere-devops.hpi", "plugins.txt");
        // The build of the image sees only these files of the checkout.
        assertThat(read(".dockerignore").lines()).contains("*", "!plugins.txt", "!target/kubesphere-devops.hpi");
    }

    @Test
    void theChartHasTheVersionOfThePom() throws Exception {
        String version = pom().text("version").orElseThrow().replace("-SNAPSHOT", "");

        assertThat(findFirst("(?m)^appVersion: \"(.+)\"$", read("chart/Chart.yaml")))
                .isEqualTo(version);
        assertThat(findFirst("(?m)^version: (.+)$", read("chart/Chart.yaml"))).startsWith(version + ".");
    }

    private static Pom pom() throws Exception {
        return Pom.read(RepositoryRoot.root().resolve("pom.xml"));
    }

    private static String findFirst(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("The file has no line that matches " + pattern))
                .group(1);
    }

    private static String read(String file) throws Exception {
        return Files.readString(RepositoryRoot.root().resolve(file));
    }
}
