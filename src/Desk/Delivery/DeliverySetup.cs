namespace EcomCenter.Desk.Delivery;

public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<MailBag>()
        .AddSingleton<PausedBots>()
        .AddSingleton<Postman>()
        .AddHostedService<Dispatcher>();
}
