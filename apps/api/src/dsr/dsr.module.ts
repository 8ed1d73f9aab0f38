import { Module } from '@nestjs/common';
import { DsrController } from './dsr.controller.js';

@Module({ controllers: [DsrController] })
export class DsrModule {}
