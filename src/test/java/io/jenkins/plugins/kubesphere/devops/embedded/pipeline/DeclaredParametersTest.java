package io.jenkins.plugins.kubesphere.devops.embedded.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.api.pipeline.ParameterTypes;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngineTestCase;
import io.jenkins.plugins.kubesphere.devops.engine.EngineTestProject;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunRequest;
import org.junit.jupiter.api.Test;

class DeclaredParametersTest extends EmbeddedEngineTestCase {
    @Test
    void parametersOfTheJenkinsfileAreKnownBeforeTheFirstBuild() {
        String jenkinsfile = "pipeline {\n agent any\n parameters {\n string(name: 'A', defaultValue: 'file')\n"
                + " string(name: 'B', defaultValue: 'file')\n }\n"
                + " stages { stage('Show') { steps { echo \"<$A $B>\" } } }\n}";
        EngineTestProject project = EngineTestProject.createWithJob(
                this, jenkinsfile, EngineTestProject.parameter("A", ParameterTypes.STRING, "spec"));
        RunRequest byDefault = project.start();
        RunRequest given = project.start(new RunParameter("B", "given"));
        project.awaitEnd(byDefault);
        project.awaitEnd(given);
        assertThat(project.log(byDefault)).contains("<spec file>");
        assertThat(project.log(given)).contains("<spec given>");
    }
}
