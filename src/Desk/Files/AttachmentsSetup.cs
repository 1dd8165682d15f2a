namespace EcomCenter.Desk.Files;

public static class AttachmentsSetup
{
    public static IServiceCollection AddAttachments(this IServiceCollection services) => services
        .AddSingleton<PendingAttachments>()
        .AddSingleton<FetchRecorder>()
        .AddSingleton<AttachmentFetcher>()
        .AddSingleton(_ => Ffmpeg.Find())
        .AddSingleton<PlayableCopies>()
        .AddHostedService<AttachmentWorker>();
}
