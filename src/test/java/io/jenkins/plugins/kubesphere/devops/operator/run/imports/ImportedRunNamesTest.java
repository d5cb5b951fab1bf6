package io.jenkins.plugins.kubesphere.devops.operator.run.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.RunTriggers;
import io.jenkins.plugins.kubesphere.devops.api.text.KubernetesNames;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportedRunNamesTest {

    @Test
    void theNameOfARunComesFromItsBuild() {
        assertThat(names("web", "", 7).get(0)).isEqualTo("web-build-7");
        assertThat(names("web", "feat/x", 7).get(0)).matches("web-[0-9a-f]{8}-build-7");
        assertThat(names("web", "", 7)).isEqualTo(names("web", "", 7));
    }

    @Test
    void differentBuildsHaveDifferentNames() {
        List<String> all = Stream.of(
                        names("web", "", 7), names("web", "", 8), names("web", "main", 7), names("web", "feat/x", 7))
                .flatMap(List::stream)
                .toList();

        assertThat(all).doesNotHaveDuplicates().allMatch(KubernetesNames::isObjectName);
    }

    @Test
    void aLongNameIsCutToANameThatKubernetesAccepts() {
        String one = "a".repeat(200) + "." + "b".repeat(50);
        String other = "a".repeat(200) + "." + "b".repeat(50) + "cc";

        assertThat(names(one, "main", 1_234)).allMatch(KubernetesNames::isObjectName);
        assertThat(names(one, "main", 1_234)).doesNotContainAnyElementsOf(names(other, "main", 1_234));
        for (int length = 200; length < 250; length++) {
            String dotted = "a".repeat(length) + ".b";
            assertThat(names(dotted, "main", 1)).as("a dot at %d", length).allMatch(KubernetesNames::isObjectName);
        }
    }

    private static List<String> names(String pipeline, String branch, int number) {
        return ImportedRunNames.of(new UnboundBuild(
                new BuildRef(new JobName("demo", pipeline, branch), number),
                Instant.EPOCH,
                RunTriggers.USER,
                "",
                List.of()));
    }
}
