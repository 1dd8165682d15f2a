namespace EcomCenter.Desk.Attachments;

public static class AttachmentsSetup
{
    public static IServiceCollection AddAttachments(this IServiceCollection services) => services
        .AddSingleton<WaitingFiles>()
        .AddSingleton<FileOutcomes>()
        .AddSingleton<Fetching>()
        .AddSingleton(_ => Ffmpeg.Find())
        .AddSingleton<Copying>()
        .AddHostedService<FileWorker>();
}
