package dev.consentledger.core;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How much the tests try: a sample, or with {@code -Pexhaustive} many times as much. jqwik finds
 * this by its file in {@code META-INF/services} and asks it before every property.
 */
public final class Extent implements AroundPropertyHook {

    private static final boolean EXHAUSTIVE =
            "exhaustive".equals(System.getProperty("tests.extent"));
    private static final int TRIES_FACTOR = 20;

    /** Smaller than that of the tries, because what things are compared with is slow on purpose. */
    private static final int SIZES_FACTOR = 4;

    /** Tries of a property that does not say how many. */
    private static final int TRIES = 300;

    /** The largest size of what a test makes, given that of the sample. */
    public static int size(int ofSample) {
        return EXHAUSTIVE ? ofSample * SIZES_FACTOR : ofSample;
    }

    @Override
    public PropertyExecutionResult aroundProperty(
            PropertyLifecycleContext context, PropertyExecutor property) {
        int tries = context.attributes().tries().orElse(TRIES);
        context.attributes().setTries(EXHAUSTIVE ? tries * TRIES_FACTOR : tries);
        return property.execute();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
