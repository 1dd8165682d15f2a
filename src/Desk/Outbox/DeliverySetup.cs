namespace EcomCenter.Desk.Outbox;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<OutboxBatch>()
        .AddSingleton<PausedBots>()
        .AddSingleton<ReplyWindows>()
        .AddSingleton<ReplyBudget>()
        .AddSingleton<ChannelRegistry>()
        .AddSingleton<OutboxSender>()
        .AddHostedService<OutboxDispatcher>();
}
