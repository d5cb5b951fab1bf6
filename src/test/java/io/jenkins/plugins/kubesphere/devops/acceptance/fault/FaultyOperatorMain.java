package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.embedded.EmbeddedEngine;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.InterceptedEngine;
import io.jenkins.plugins.kubesphere.devops.kubernetes.session.SessionStatus.State;
import io.jenkins.plugins.kubesphere.devops.operator.DevOpsOperator;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorDependencies;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import io.jenkins.plugins.kubesphere.devops.operator.lease.LeaseTimings;
import io.jenkins.plugins.kubesphere.devops.operator.support.TestTimings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;

/** Program of the process that has the faults: operator and embedded engine, for one namespace. */
final class FaultyOperatorMain {
    /** Printed each time the operator has connected to the cluster. */
    static final String RUNNING = "running";

    /** Printed after each line of standard input, with the result. */
    static final String ANSWERED = "answered ";

    /** While this file exists in the folder of the faults, a listener of the engine throws. */
    static final String LISTENERS = "listeners";

    /** While this file exists in the folder of the faults, the logs of builds cannot be read. */
    static final String LOGS = "logs";

    /** The file in the folder of the faults that contains how many seconds the clock is fast. */
    static final String CLOCK = "clock";

    /** The file that says that the fault with the same name has met a call ends so. */
    static final String HIT = ".hit";

    private static final Set<String> LOG_METHODS = Set.of("log", "lastLines");

    private FaultyOperatorMain() {}

    /**
     * Answers an input for each line of standard input, with pipeline, name and UID of a run. Ends when standard input
     * is closed, so that it does not run longer than the test.
     *
     * @param args kubeconfig file, state folder, folder of the faults, namespace, system namespace
     */
    public static void main(String[] args) throws IOException {
        Path kubeconfig = Path.of(args[0]);
        EmbeddedEngine engine = new EmbeddedEngine(Path.of(args[1]), 16);
        Path faults = Path.of(args[2]);
        engine.subscribe(event -> throwIf(faults.resolve(LISTENERS), "a listener throws"));
        Engine withFaults = new InterceptedEngine(engine, method -> {
            if (LOG_METHODS.contains(method)) {
                throwIf(faults.resolve(LOGS), "the log store throws");
            }
        });
        OperatorSettings settings = new OperatorSettings(
                "home",
                args[4],
                LeaseTimings.DEFAULT,
                Set.of(args[3]),
                OperatorSettings.DEFAULT_PIPELINE_TIMEOUT,
                Duration.ofMinutes(5),
                OperatorSettings.DEFAULT_WORKERS,
                TestTimings.FAST_RETRIES);
        DevOpsOperator operator = new DevOpsOperator(
                settings,
                new OperatorDependencies(() -> Config.fromKubeconfig(kubeconfig.toFile()), withFaults, status -> {
                    if (status.name().equals(DevOpsOperator.CORE_SESSION_NAME) && status.state() == State.RUNNING) {
                        System.out.println(RUNNING);
                    }
                }),
                clock(faults.resolve(CLOCK)));
        operator.start();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] run = line.split(" ");
            JobName job = new JobName(args[3], run[0]);
            System.out.println(ANSWERED + answer(engine, job, new PipelineRunRef(args[3], run[1], run[2])));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void throwIf(Path fault, String message) {
        if (Files.exists(fault)) {
            noteHit(fault);
            throw new IllegalStateException(message);
        }
    }

    private static void noteHit(Path fault) {
        try {
            Files.writeString(fault.resolveSibling(fault.getFileName() + HIT), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Clock clock(Path offset) {
        InstantSource source = () -> {
            try {
                return Instant.now().plusSeconds(Files.exists(offset) ? Long.parseLong(Files.readString(offset)) : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return source.withZone(ZoneOffset.UTC);
    }

    private static boolean answer(EmbeddedEngine engine, JobName job, PipelineRunRef run) {
        try {
            engine.runs().answer(job, run, BuildGates.INPUT_ID, true);
            return true;
        } catch (EngineRefusalException e) {
            return false;
        }
    }
}
