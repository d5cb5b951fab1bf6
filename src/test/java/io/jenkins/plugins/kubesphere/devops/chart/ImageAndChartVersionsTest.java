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

    /** Each version is named, so that a later build of the image takes no other. */
    @Test
    void theImageUsesALongTermSupportReleaseOfJenkins() throws Exception {
        String jenkins =
                findFirst("(?m)^ARG JENKINS=jenkins/jenkins:(\\d+\\.\\d+\\.\\d+)-lts-jdk\\d+$", read("Containerfile"));

        assertThat(new JenkinsVersion(jenkins))
                .as("a version that can load the plugin")
                .isGreaterThan(new JenkinsVersion(pom().property("jenkins.baseline")));
        assertThat(read("Containerfile"))
                .contains(
                        "target/kubesphere-devops.hpi",
                        "jenkins-plugin-cli --latest false --plugin-file",
                        "plugins.txt");
        // The build of the image sees only these files of the checkout.
        assertThat(read(".dockerignore").lines()).contains("*", "!plugins.txt", "!target/kubesphere-devops.hpi");
    }

    /** Jenkins does not load the plugin with an older one. */
    @Test
    void theImageHasNoOlderPluginsThanThePluginNeeds() throws Exception {
        PluginsTxt plugins = PluginsTxt.read(RepositoryRoot.root().resolve("plugins.txt"));

        assertThat(plugins.needed()).allSatisfy((name, oldest) -> assertThat(
                        new JenkinsVersion(plugins.versions().get(name)))
                .as(name)
                .isGreaterThanOrEqualTo(new JenkinsVersion(oldest)));
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
