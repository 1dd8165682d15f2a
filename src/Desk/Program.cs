using EcomCenter.Desk;
using EcomCenter.Desk.Commands;
using EcomCenter.Desk.Database;

ModelPreloader.Start(args);
return await DeskCommands.RunAsync(args, DeskApplication.Build);
