package io.jenkins.plugins.kubesphere.devops.embedded;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.Map;

/** {@code post { always { … } failure { … } }}. */
public final class PostSection extends GroovyObjectSupport {
    private final Map<PostCondition, Closure<?>> blocks;

    PostSection(Map<PostCondition, Closure<?>> blocks) {
        this.blocks = blocks;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        PostCondition condition = PostCondition.of(name);
        if (condition == null || !(arguments instanceof Object[] given) || !(given[0] instanceof Closure<?> block)) {
            throw StepFailure.unknown(name);
        }
        return blocks.put(condition, block);
    }
}
