package io.jenkins.plugins.kubesphere.devops.realjenkins;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JenkinsControllerTest {
    @TempDir
    Path folder;

    @Test
    void theErrorHasTheEndOfTheLogIfTheStartFails() throws IOException {
        Path log = folder.resolve("jenkins.log");
        try (JenkinsController controller = controller(FailingProgram.class, log)) {
            controller.start();

            assertThatThrownBy(controller::awaitReady)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Jenkins ended while it started; the last lines of " + log + ":\n")
                    .hasMessageEndingWith("line 29\nline 30")
                    .hasMessageNotContaining("line 10\n");
        }
    }

    @Test
    void aControllerIsStoppedNormally() throws Exception {
        Path log = folder.resolve("jenkins.log");
        try (JenkinsController controller = controller(WaitingProgram.class, log)) {
            controller.start();
            await("the program runs, or has ended")
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !controller.isAlive() || controller.output().contains("waiting"));

            controller.stop();

            assertThat(controller.isAlive()).isFalse();
            assertThat(controller.output()).contains("in good order");
        }
    }

    private JenkinsController controller(Class<?> main, Path log) throws IOException {
        Path war = FakePluginAndWarFactory.war(folder.resolve("jenkins.war"), "2.528", main);
        return JenkinsController.create(war, folder.resolve("home"), 0, log);
    }

    /** A program in place of Jenkins that ends at once. */
    public static final class FailingProgram {
        public static void main(String[] arguments) {
            for (int line = 1; line <= 30; line++) {
                System.out.println("line " + line);
            }
        }
    }

    /** A program in place of Jenkins that does not end by itself. */
    public static final class WaitingProgram {
        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("in good order")));
            System.out.println("waiting");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
