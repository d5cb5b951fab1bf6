package io.jenkins.plugins.kubesphere.devops.acceptance.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.kubesphere.devops.controlplane.FaultProxy;
import io.jenkins.plugins.kubesphere.devops.controlplane.InjectedAnswer;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestInterceptor;
import io.jenkins.plugins.kubesphere.devops.controlplane.RequestRecordingProxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** The API server as the operator sees it. The operator connects only through this. */
final class FaultyApiServer implements AutoCloseable {
    private static final List<String> WRITTEN_FOR_RUNS = List.of("pipelineruns", "configmaps");

    /** Which requests get which answer instead of their own. */
    private record Rule(BiPredicate<String, URI> requests, InjectedAnswer answer) {}

    private final RequestRecordingProxy requests;
    private final FaultProxy network;
    private final AtomicInteger hits = new AtomicInteger();
    private volatile Optional<Rule> rule = Optional.empty();
    private String held = "";

    FaultyApiServer(Config server) {
        requests = RequestRecordingProxy.intercept(server, this::answer);
        network = FaultProxy.start(new ConfigBuilder(server)
                .withMasterUrl("http://127.0.0.1:" + requests.port())
                .build());
    }

    /** The kubeconfig of the operator, as YAML. */
    String kubeconfig() {
        int port = URI.create(network.config().getMasterUrl()).getPort();
        return requests.kubeconfig().replace("127.0.0.1:" + requests.port(), "127.0.0.1:" + port);
    }

    private Optional<InjectedAnswer> answer(String method, URI uri) {
        if (isWrite(method) && List.of(uri.getPath().split("/")).contains(heldRun())) {
            awaitRelease();
        }
        Optional<InjectedAnswer> answer =
                rule.filter(now -> now.requests.test(method, uri)).map(Rule::answer);
        answer.ifPresent(injected -> hits.incrementAndGet());
        return answer;
    }

    private static boolean isWrite(String method) {
        return !method.equals("GET");
    }

    private static boolean isWriteForRun(String method, URI uri) {
        return isWrite(method) && WRITTEN_FOR_RUNS.stream().anyMatch(uri.getPath()::contains);
    }

    private synchronized String heldRun() {
        return held;
    }

    private synchronized void awaitRelease() {
        while (!held.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Lets each write of a run, or of the ConfigMap with its name, wait until {@link #releaseWrites}. */
    synchronized void holdWrites(String run) {
        held = run;
    }

    synchronized void releaseWrites() {
        held = "";
        notifyAll();
    }

    /** Refuses connections, and ends those that are open. */
    void goAway() {
        network.refuse();
        network.cut();
    }

    void comeBack() {
        network.allow();
    }

    /** Ends the connections of all watches. */
    void cutWatches() {
        hits.addAndGet(requests.cutWatches());
    }

    /** From now on, each watch that begins is told that it is too old. Ends the present ones. */
    void expireWatches() {
        rule = Optional.of(new Rule((method, uri) -> RequestInterceptor.isWatch(uri), InjectedAnswer.expiredWatch()));
        requests.cutWatches();
    }

    /** From now on, each write of a run or of its ConfigMap gets this answer. */
    void answerWritesOfRuns(InjectedAnswer answer) {
        rule = Optional.of(new Rule(FaultyApiServer::isWriteForRun, answer));
    }

    /** From now on, each request gets this answer. Watches that are open continue. */
    void answerAll(InjectedAnswer answer) {
        rule = Optional.of(new Rule((method, uri) -> true, answer));
    }

    /** From now on, each request gets its own answer. */
    void answerNormally() {
        rule = Optional.empty();
    }

    /** Returns how many requests got another answer, and how many watches were cut, since the last call. */
    int takeHits() {
        return hits.getAndSet(0);
    }

    @Override
    public void close() {
        releaseWrites();
        network.close();
        requests.close();
    }
}
