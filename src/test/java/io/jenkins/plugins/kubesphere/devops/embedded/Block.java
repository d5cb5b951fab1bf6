package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code pipeline} and {@code stage} have in common. Groovy calls the public methods while it reads the block. */
public abstract class Block {
    private final PipelineScript script;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<PostCondition, Closure<?>> post = new LinkedHashMap<>();
    private Closure<?> environment;
    private Object agent;

    Block(PipelineScript script) {
        this.script = script;
    }

    /** Lets Groovy read a block: names in it mean methods and properties of the delegate, then those around it. */
    static void fill(Object delegate, Closure<?> body) {
        body.setDelegate(delegate);
        body.setResolveStrategy(Closure.DELEGATE_FIRST);
        body.call();
    }

    public void agent(Object given) {
        agent = given;
    }

    public void environment(Closure<?> body) {
        environment = body;
    }

    /** Taken and not looked at. */
    public void options(Closure<?> body) {}

    public void stages(Closure<?> body) {
        fill(this, body);
    }

    public void stage(String name, Closure<?> body) {
        Stage stage = new Stage(script, name);
        fill(stage, body);
        stages.add(stage);
    }

    public void post(Closure<?> body) {
        fill(new PostSection(post), body);
    }

    PipelineScript script() {
        return script;
    }

    /** Runs the body with the block's environment, then what its {@code post} says. */
    void run(PipelineContext context, Runnable body) {
        if (agent instanceof Closure) {
            context.log.line("Running on this machine, whatever the agent section says");
        }
        context.env.enter();
        try {
            Throwable problem = null;
            try {
                if (environment != null) {
                    fill(new EnvironmentSection(context.env), environment);
                }
                body.run();
            } catch (Throwable e) {
                context.worsen(context.resultOf(e));
                problem = e;
            }
            rethrow(runPost(context, problem));
        } finally {
            context.env.leave();
        }
    }

    /** Gives what the block ends with: the given problem, or the first one in {@code post}. */
    private Throwable runPost(PipelineContext context, Throwable problem) {
        Throwable first = problem;
        for (PostCondition condition : PostCondition.values()) {
            if (post.containsKey(condition) && condition.holds(context.result(), context.previous)) {
                context.log.step("{ (Post: " + condition.word() + ")");
                try {
                    script.steps(post.get(condition));
                } catch (Throwable e) {
                    context.log.line("ERROR: in post, " + condition.word() + ": " + e.getMessage());
                    context.worsen(context.resultOf(e));
                    first = first == null ? e : first;
                }
                context.log.step("}");
            }
        }
        return first;
    }

    void runStages(PipelineContext context) {
        Throwable problem = null;
        for (Stage stage : stages) {
            try {
                if (problem == null) {
                    stage.run(context);
                } else {
                    context.log.line("Stage \"" + stage.name() + "\" skipped due to earlier failure(s)");
                }
            } catch (Throwable e) {
                problem = e;
            }
        }
        rethrow(problem);
    }

    boolean hasStages() {
        return !stages.isEmpty();
    }

    /** Groovy throws checked exceptions that no method declares, so that they have to pass as they are. */
    private static void rethrow(Throwable problem) {
        if (problem != null) {
            Block.<RuntimeException>sneak(problem);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable problem) throws E {
        throw (E) problem;
    }
}
