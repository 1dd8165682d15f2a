using EcomCenter.Desk.Outbox;

namespace EcomCenter.Desk.Delivery;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<MailBag>()
        .AddSingleton<PausedBots>()
        .AddSingleton<ReplyWindows>()
        .AddSingleton<SpareSends>()
        .AddSingleton<WayOut>()
        .AddSingleton<Postman>()
        .AddHostedService<Dispatcher>();
}
