namespace EcomCenter.Desk.Outbox;

public static class OutboxSetup
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<OutboxBatch>()
        .AddSingleton<PausedBots>()
        .AddSingleton<OutboxHandover>()
        .AddSingleton<ReplyWindows>()
        .AddSingleton<ReplyBudget>()
        .AddSingleton<ChannelRegistry>()
        .AddSingleton<OutboxSender>()
        .AddSingleton<LateFailures>()
        .AddSingleton<WaitingAnswers>()
        .AddHostedService<OutboxDispatcher>();
}
