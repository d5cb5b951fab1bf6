package io.jenkins.plugins.kubesphere.devops.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.fabric8.kubernetes.client.Version;
import io.jenkins.plugins.kubesphere.devops.hpi.PluginsTxt;
import io.jenkins.plugins.kubesphere.devops.hpi.Pom;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the versions of the Jenkins bill of materials with those that the main build declares. */
class DependencyVersionsAgreeTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir"), "..");

    private static Pom main;

    @BeforeAll
    static void read() throws Exception {
        main = Pom.read(ROOT.resolve("pom.xml"));
    }

    @Test
    void pluginsHaveTheVersionsOfTheManifest() throws Exception {
        try (InputStream manifest = DependencyVersionsAgreeTest.class.getResourceAsStream("/the.hpl")) {
            String dependencies = new Manifest(manifest).getMainAttributes().getValue("Plugin-Dependencies");
            assertThat(dependencies.split(","))
                    .containsExactlyInAnyOrderElementsOf(
                            PluginsTxt.read(ROOT.resolve("plugins.txt")).dependencies());
        }
    }

    @Test
    void librariesOfPluginsAreThoseThatWeCompileWith() {
        assertThat(Version.clientVersion()).isEqualTo(main.property("fabric8.version"));
        assertThat(PackageVersion.VERSION.toString()).isEqualTo(main.property("jackson.version"));
    }
}
